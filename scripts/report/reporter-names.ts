/** The reporters as the command line calls them. */
export const reporterNames = ['terminal', 'junit', 'json', 'html', 'github'] as const;
export type ReporterName = (typeof reporterNames)[number];

export function isReporter(name: string): name is ReporterName {
  return (reporterNames as readonly string[]).includes(name);
}
