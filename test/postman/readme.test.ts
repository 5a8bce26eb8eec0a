import { describe, test } from 'node:test';
import { expect } from 'chai';
import { readmeOf } from '../../scripts/postman/readme.ts';
import { demo, resolveDemo } from '../support/specs.ts';

/** The page beside the collections of an API with these environments. */
function page(first: string, second?: string): string {
  const dev = demo['specs/demo/environments/dev.yaml'] ?? '';
  const { apis, problems } = resolveDemo({
    'environments/dev.yaml': `${dev}${first}\n`,
    ...(second === undefined ? {} : { 'environments/prod.yaml': `${dev.replace('Demo dev', 'Demo prod')}${second}\n` }),
  });
  expect(problems).to.deep.equal([]);
  const [api] = apis;
  return api ? readmeOf(api) : '';
}

const client = 'clientCertificate: { certificate: ../c.pem, key: "../my key.pem", passphrase: { from: KEY_PASS } }';

describe('the page beside the collections', () => {
  test('names the options of plain Newman that TLS and a proxy need', () => {
    const text = page(`tls: { ca: ../ca.pem, verify: false, ${client} }\nproxy: { from: MY_PROXY }`);
    expect(text).to.contain('HTTP_PROXY="$MY_PROXY" HTTPS_PROXY="$MY_PROXY" npx newman run');
    for (const option of [
      '--ssl-extra-ca-certs ../ca.pem',
      '--ssl-client-cert ../c.pem',
      "--ssl-client-key '../my key.pem'",
      '--ssl-client-passphrase "$KEY_PASS"',
      '--insecure',
    ])
      expect(text).to.contain(`  ${option} \\\n`);
    expect(text).to.contain('write where they are from here');
  });

  test('names them for further environments too, and none where there is nothing to say', () => {
    expect(page('', 'tls: { ca: ../ca.pem }\nproxy: http://proxy:1')).to.contain(
      'For Demo prod: `HTTP_PROXY=http://proxy:1 HTTPS_PROXY=http://proxy:1 --ssl-extra-ca-certs ../ca.pem`',
    );
    expect(page('')).to.not.match(/--ssl|--insecure|PROXY|PEM/);
  });
});
