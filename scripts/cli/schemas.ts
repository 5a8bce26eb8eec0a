import path from 'node:path';
import { editorSchemas } from '../language/editor-schema.ts';
import { formatProblems } from '../report/problems.ts';
import { runSchema } from '../report/run-document.ts';
import { count, styleFor } from '../report/style.ts';
import { writeReport } from './disk.ts';
import { type ExitCode, exit, type Io } from './io.ts';

/** `postern schemas [--into DIR]`: writes the JSON Schemas that give editors completion and checking, and the one of a run's document. */
export async function schemasCommand(folder: string, io: Io): Promise<ExitCode> {
  const files = [...editorSchemas(), runSchema()];
  const problems = files.flatMap((file) => writeReport(path.join(folder, file.path), file.content, io.cwd()));
  if (problems.length > 0) {
    io.stderr.write(formatProblems(problems, () => undefined, styleFor(false)));
    return exit.mistake;
  }
  io.stderr.write(`${count(files.length, 'schema')} in ${folder}\n`);
  return exit.holds;
}
