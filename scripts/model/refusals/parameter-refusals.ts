import type { Documented } from '../documented.ts';
import type { NamedValue, Parameter, Request, Response } from '../model.ts';
import { cookieHeader, cookiesOf, writeParameter } from '../parameter-style.ts';
import { breaksOf } from './breaks.ts';
import { type Break, sortOf } from './found-breaks.ts';
import { refusal } from './refusal.ts';
import type { OfSort } from './spread.ts';
import { wireOfParameter } from './wire.ts';

/** The documented request with one parameter left out, or with another value for it. */
export function parameterRefusals(documented: Documented, answers: readonly Response[]): OfSort<Request>[] {
  const { parameters, responses } = documented;
  return parameters.flatMap((parameter) => {
    // A path that leads nowhere may be just that.
    const gone =
      parameter.in === 'path' && answers.length > 0
        ? responses.filter((response) => response.range === undefined && response.status === 404)
        : [];
    const allowed = [...answers, ...gone.filter((response) => !answers.includes(response))];
    const what = `the ${parameter.in === 'header' ? 'header' : `${parameter.in} parameter`} ${parameter.name}`;
    const missing =
      parameter.required && parameter.in !== 'path' && parameter.sends.length > 0
        ? refusal(
            documented,
            `refuses a request without ${what}`,
            { sort: `${parameter.in} required` },
            changed(documented, parameter, []),
            allowed,
          )
        : [];
    return [
      ...missing,
      ...(allowed.length > 0 ? parameterBreaks(parameter) : []).flatMap((each) => {
        const changes = changed(documented, parameter, writeParameter(parameter, each.value));
        return refusal(documented, `refuses ${what} ${each.words}`, sortOf(each, parameter.in, parameter.name), changes, allowed);
      }),
    ];
  });
}

/** The breaks of a parameter. One that has no example starts from a value that its schema accepts. */
function parameterBreaks(parameter: Parameter): readonly Break[] {
  const { schema, in: place, name, example } = parameter;
  // What a body is called is not told by a parameter alone.
  if (!schema || (place === 'header' && name.toLowerCase() === 'content-type')) return [];
  return breaksOf(schema, example === undefined || example === null ? [] : [example], wireOfParameter(parameter), name);
}

function changed({ request }: Documented, parameter: Parameter, values: readonly NamedValue[]): Partial<Request> {
  const { name } = parameter;
  const put = (all: readonly NamedValue[], same: (other: string) => boolean): NamedValue[] => [
    ...all.filter((each) => !same(each.name)),
    ...values,
  ];
  switch (parameter.in) {
    case 'path':
      return { broken: 'parameters', pathValues: { ...request.pathValues, [name]: values[0]?.value ?? '' } };
    case 'query':
      return {
        broken: 'parameters',
        query: put(request.query, (other) => other === name || parameter.sends.some((each) => each.name === other)),
      };
    case 'header':
      return { broken: 'parameters', headers: put(request.headers, (other) => other.toLowerCase() === name.toLowerCase()) };
    case 'cookie': {
      const isCookie = ({ name: header }: NamedValue) => header.toLowerCase() === 'cookie';
      const cookies = put(cookiesOf(request.headers.find(isCookie)?.value), (other) => other === name);
      return { broken: 'parameters', headers: [...request.headers.filter((header) => !isCookie(header)), ...cookieHeader(cookies)] };
    }
  }
}
