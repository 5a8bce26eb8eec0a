import { checkDate, checkDateTime, checkTime } from './date-time.js';
import { checkDuration } from './duration.js';
import { checkEmail, checkIdnEmail } from './email.js';
import { checkHostname, checkIdnHostname } from './hostname.js';
import { checkIpv4, checkIpv6 } from './ip-address.js';
import { checkJsonPointer, checkRelativeJsonPointer } from './json-pointer.js';
import { checkRegex } from './regex.js';
import { checkIri, checkIriReference, checkUri, checkUriReference } from './uri.js';
import { checkUriTemplate } from './uri-template.js';
import { checkUuid } from './uuid.js';

/**
 * What each format checks: a function that returns nothing for a text that has the format, and otherwise what was expected.
 * @type {{ readonly [format: string]: (text: string) => string | undefined }}
 */
export const formatTable = {
  date: checkDate,
  'date-time': checkDateTime,
  duration: checkDuration,
  email: checkEmail,
  hostname: checkHostname,
  'idn-email': checkIdnEmail,
  'idn-hostname': checkIdnHostname,
  ipv4: checkIpv4,
  ipv6: checkIpv6,
  iri: checkIri,
  'iri-reference': checkIriReference,
  'json-pointer': checkJsonPointer,
  regex: checkRegex,
  'relative-json-pointer': checkRelativeJsonPointer,
  time: checkTime,
  uri: checkUri,
  'uri-reference': checkUriReference,
  'uri-template': checkUriTemplate,
  uuid: checkUuid,
};
