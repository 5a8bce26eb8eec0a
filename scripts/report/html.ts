import type { ReportInput } from './reporters.ts';
export function htmlOf(_: ReportInput): string {
  return '';
}
