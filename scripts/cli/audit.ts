import { auditApi } from '../audit/audit.ts';
import { formatAudit } from '../audit/format.ts';
import { auditAsData } from '../audit/json.ts';
import { percentKilled } from '../audit/result.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';
import { mockValuesFor } from './values.ts';

export interface AuditCommandOptions extends CommonOptions {
  /** The share of broken answers that have to be noticed, in percent. */
  readonly min?: number;
}

/** `postern audit <api>`: breaks the mock's answers, and ends with 1 when fewer of them are noticed than --min asks for. */
export function auditCommand(name: string, options: AuditCommandOptions, io: Io): Promise<ExitCode> {
  return inSession(io, options, (session) => audit(name, options, session));
}

function audit(name: string, options: AuditCommandOptions, session: Session): ExitCode {
  const api = session.apis([name])?.[0];
  if (!api) return exit.mistake;
  const { problems } = mockValuesFor(api, {}, options.var);
  if (problems.length > 0) {
    session.tell(problems);
    return exit.mistake;
  }
  const result = auditApi(api, { variables: options.var });
  const percent = percentKilled(result);
  const below = options.min !== undefined && percent < options.min;
  const isWhole = percent === 100 && result.falseAlarms.length === 0;
  if (options.format === 'json') session.addToDocument({ audit: auditAsData(result) });
  else if (!options.quiet || !isWhole) session.io.stderr.write(formatAudit(result, session.sourceOf, session.style));
  if (below && options.format !== 'json') session.io.stderr.write(`below the ${options.min} % that --min asks for\n`);
  return below ? exit.broken : exit.holds;
}
