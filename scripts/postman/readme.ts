import type { Api, Environment, Variable } from '../model/model.ts';
import { pathsOf } from './paths.ts';

/** The page beside the collections: what each file is, what to type where, and how to run it. */
export function readmeOf(api: Api): string {
  const paths = pathsOf(api);
  const name = (path: string) => path.slice(api.id.length + 1);
  const first = api.environments[0];
  const environment = first ? name(paths.environment(first.id)) : '';
  const typed = first ? first.variables.filter((variable) => variable.value === undefined) : [];
  const run = [
    `${first ? proxyWords(first) : ''}npx newman run ${name(paths.contract)}`,
    ...(first ? [`-e ${environment}`] : []),
    ...typed.map((variable) => `--env-var ${variable.name}="$${variable.from ?? shellName(variable)}"`),
    ...(first ? connectionFlags(first) : []),
    `--timeout-request ${Math.max(60_000, (api.auth?.timeout ?? 0) + 1000)}`,
  ];
  return `${[
    `# ${api.name}`,
    ...(api.description ? [api.description.trim()] : []),
    '| File | What it is for |\n| --- | --- |\n' +
      [
        `| [${name(paths.integrator)}](${name(paths.integrator)}) | Each endpoint once, with examples: import it into Postman. |`,
        `| [${name(paths.contract)}](${name(paths.contract)}) | Every case too: run it with Newman or the Postman CLI. |`,
        ...api.environments.map(
          (each) => `| [${name(paths.environment(each.id))}](${name(paths.environment(each.id))}) | ${each.name} (${each.kind}). |`,
        ),
      ].join('\n'),
    '## In Postman',
    [
      `1. Import \`${name(paths.integrator)}\`${first ? ` and \`${environment}\`` : ''} (Import, then drop the files).`,
      ...(first ? [`2. Choose the environment "${first.name}" at the top right.`] : []),
      ...(typed.length > 0
        ? [
            `3. Open it and type, as current values:\n${typed.map((variable) => `   - \`${variable.name}\`${variable.secret ? ' (secret)' : ''}${variable.description ? `: ${oneLine(variable.description)}` : ''}`).join('\n')}`,
          ]
        : []),
      `${typed.length > 0 ? 4 : 3}. Open any request and press Send.${api.auth ? ' The access token is obtained, kept and replaced by itself.' : ''}`,
    ].join('\n'),
    '## On the command line',
    `\`\`\`sh\n${run.join(' \\\n  ')}\n\`\`\``,
    ...connectionNote(api),
    'Written by Postern from the specs: change those, not these files.',
  ].join('\n\n')}\n`;
}

/** What Newman has to be told of TLS: environments as Postman knows them hold nothing of it. */
function connectionFlags({ tls }: Environment): string[] {
  const { ca, clientCertificate: client, verify } = tls;
  return [
    ...(ca ? [`--ssl-extra-ca-certs ${shellWord(ca.path)}`] : []),
    ...(client ? [`--ssl-client-cert ${shellWord(client.certificate.path)}`, `--ssl-client-key ${shellWord(client.key.path)}`] : []),
    ...(client?.passphrase === undefined ? [] : [`--ssl-client-passphrase "$${client.passphrase}"`]),
    ...(verify ? [] : ['--insecure']),
  ];
}

/** Newman takes a proxy from the process. */
function proxyWords({ proxy }: Environment): string {
  if (!proxy) return '';
  const address = proxy.from === undefined ? shellWord(proxy.url ?? '') : `"$${proxy.from}"`;
  return `HTTP_PROXY=${address} HTTPS_PROXY=${address} `;
}

function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** Where the files are, and what the other environments need. */
function connectionNote({ environments }: Api): string[] {
  const [first, ...others] = environments;
  const hasFiles = environments.some(({ tls }) => tls.ca || tls.clientCertificate);
  const lines = others.flatMap((each) => {
    const words = [proxyWords(each).trim(), ...connectionFlags(each)].filter((word) => word !== '');
    return words.length > 0 ? [`For ${each.name}: \`${words.join(' ')}\``] : [];
  });
  const files =
    hasFiles && first ? ['The PEM files are named as the environments in the specs see them: write where they are from here.'] : [];
  return [...lines, ...files];
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function shellName(variable: Variable): string {
  return variable.name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
