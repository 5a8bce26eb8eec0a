import { writeForeignYaml } from '../language/write-yaml.ts';
import { exportDocument } from '../openapi/export/export-document.ts';
import { problem } from '../source/problem.ts';
import { writeReport } from './disk.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';

export interface ExportOptions extends CommonOptions {
  /** The file to write, whose ending says how; JSON on stdout when left out. */
  readonly into?: string;
}

/** `postern export <api> [--out FILE]`: writes an API as an OpenAPI 3.1 document, which `postern import` reads back. */
export function exportCommand(name: string, options: ExportOptions, io: Io): Promise<ExitCode> {
  return inSession(io, options, (session) => exportApi(name, options, session));
}

function exportApi(name: string, { into }: ExportOptions, session: Session): ExitCode {
  if (into !== undefined && !/\.(json|ya?ml)$/i.test(into)) {
    session.tell([problem('export-format', { file: into })]);
    return exit.mistake;
  }
  const resolved = session.resolved([name]);
  const [spec] = resolved?.specs.values() ?? [];
  if (!resolved || !spec?.api) return exit.mistake;
  const document = exportDocument(spec, spec.api.spec, resolved.workspace);
  const text = into !== undefined && /\.ya?ml$/i.test(into) ? writeForeignYaml(document) : `${JSON.stringify(document, null, 2)}\n`;
  if (into === undefined) {
    session.io.stdout.write(text);
    return exit.holds;
  }
  const unwritten = writeReport(into, text, session.io.cwd());
  session.tell(unwritten);
  if (unwritten.length > 0) return exit.mistake;
  session.say(`${spec.id} as OpenAPI 3.1 in ${into}`);
  return exit.holds;
}
