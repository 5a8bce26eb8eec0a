// The systems that this repository specifies: whatever breaks what they document is noticed, and nothing else is.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { auditApi } from '../../scripts/audit/audit.ts';
import { survivorsOf, tallyByEndpoint } from '../../scripts/audit/tally.ts';
import { ownApi } from '../support/own-specs.ts';

describe('the audit of our own systems', () => {
  for (const [name, least] of [
    ['tutorial', 70],
    ['partner', 90],
    ['peddler', 3000],
  ] as const) {
    test(`${name}: every break is noticed, and there is no false alarm`, () => {
      const api = ownApi(name);
      const result = auditApi(api);
      expect(result.falseAlarms.map(({ planned, what, message }) => `${planned.title}: ${what}: ${message}`)).to.deep.equal([]);
      expect(
        survivorsOf(result).map(({ constraint }) => `${constraint.span.file}:${constraint.span.start.line} ${constraint.text}`),
      ).to.deep.equal([]);
      expect(result.verdicts.length).to.be.above(least);
      const endpoints = api.folders.flatMap((folder) => folder.endpoints.map((endpoint) => endpoint.name));
      expect(tallyByEndpoint(result).map((tally) => tally.name)).to.include.members(endpoints);
    });
  }
});
