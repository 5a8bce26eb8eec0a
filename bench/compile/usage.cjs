// Loaded into every measured process: what it cost, as the operating system counted it, goes to a file when it ends.
const { appendFileSync } = process.getBuiltinModule('node:fs');

process.on('exit', () => {
  const file = process.env.BENCH_USAGE;
  if (!file) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  appendFileSync(file, `${JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 })}\n`);
});
