/**
 * Whether a text is a U-label, apart from its length: RFC 5891, sections 4.2.3.1 to 4.2.3.3.
 * @param {string} label
 * @returns {boolean}
 */
export function isUnicodeLabel(label) {
  if (!/[^\0-\x7f]/.test(label) || label.normalize('NFC') !== label) return false;
  if (/^.?.?--|^-|-$|^..--/u.test(label) || /^\p{M}/u.test(label)) return false;
  return isPermitted(label) && obeysContextRules(label);
}

/**
 * Whether all code points are PVALID or depend on their context, by the rules of RFC 5892, section 3, in their order.
 * @param {string} label
 * @returns {boolean}
 */
function isPermitted(label) {
  // Section 2.6, exceptions: first those that are valid, or valid in a context; then those that are not.
  const exceptions = /[\xdf\u03c2\u06fd\u06fe\u0f0b\u3007\xb7\u0375\u05f3\u05f4\u30fb\u0660-\u0669\u06f0-\u06f9]/u;
  const disallowed = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u;
  const plain = /[\da-z-]/u;
  const joiner = /[\u200c-\u200d]/u;
  // Not stable under NFKC and case folding, ignorable, or a conjoining Hangul jamo.
  const unstable =
    /[\p{Changes_When_NFKC_Casefolded}\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;
  const ignorableBlock = /[\u{20d0}-\u{20ff}\u{1d100}-\u{1d24f}]/u;
  const letterOrDigit = /[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]/u;
  return Array.from(label).every((character) => {
    if (exceptions.test(character)) return true;
    if (disallowed.test(character)) return false;
    if (plain.test(character) || joiner.test(character)) return true;
    return !unstable.test(character) && !ignorableBlock.test(character) && letterOrDigit.test(character);
  });
}

/**
 * The contextual rules of RFC 5892, appendix A.
 * @param {string} label
 * @returns {boolean}
 */
function obeysContextRules(label) {
  if (!obeysJoinerRules(label)) return false;
  // A.3 MIDDLE DOT stands between two l.
  if (/(?<!l)\xb7|\xb7(?!l)/u.test(label)) return false;
  // A.4 GREEK LOWER NUMERAL SIGN precedes a Greek character.
  if (/\u0375(?!\p{Script=Greek})/u.test(label)) return false;
  // A.5, A.6 HEBREW GERESH and GERSHAYIM follow a Hebrew character.
  if (/(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u.test(label)) return false;
  // A.7 KATAKANA MIDDLE DOT needs a Hiragana, Katakana or Han character somewhere.
  if (label.includes('\u30fb') && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label)) return false;
  // A.8, A.9 Arabic-Indic digits do not mix with the extended ones.
  return !(/[\u0660-\u0669]/u.test(label) && /[\u06f0-\u06f9]/u.test(label));
}

/**
 * A.1 ZERO WIDTH NON-JOINER follows a virama, or stands between two letters that would join; A.2 ZERO WIDTH JOINER follows a virama.
 * JavaScript knows neither the combining class of a virama nor the joining type of a letter, hence the lists. In cursive scripts, what is listed
 * neither as right-joining nor as non-joining joins on both sides.
 * @param {string} label
 * @returns {boolean}
 */
function obeysJoinerRules(label) {
  if (!/[\u200c\u200d]/u.test(label)) return true;
  const virama =
    '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{10a3f}\\u{11046}\\u{11070}\\u{1107f}\\u{110b9}\\u{11133}\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}\\u{1134d}\\u{113ce}-\\u{113d0}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}\\u{1172b}\\u{11839}\\u{1193d}\\u{1193e}\\u{119e0}\\u{11a34}\\u{11a47}\\u{11a99}\\u{11c3f}\\u{11d44}\\u{11d45}\\u{11d97}\\u{11f41}\\u{11f42}\\u{1612f}]';
  const cursive =
    '(?!\\p{M})[\\p{Script=Adlam}\\p{Script=Arabic}\\p{Script=Chorasmian}\\p{Script=Hanifi_Rohingya}\\p{Script=Mandaic}\\p{Script=Manichaean}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Old_Uyghur}\\p{Script=Phags_Pa}\\p{Script=Psalter_Pahlavi}\\p{Script=Sogdian}\\p{Script=Syriac}]';
  const nonJoining =
    '\\u0621\\u0674\\u06e5\\u06e6\\u07f4\\u07f5\\u0861\\u0866\\u0887\\u08ad\\u08c9\\u1880-\\u1884\\ua873\\ufe73\\u{10ac6}\\u{10acb}\\u{10acc}\\u{10ae2}\\u{10ae3}\\u{10f45}\\u{10fb1}\\u{10fb7}\\u{10fc0}\\p{N}';
  const rightJoining =
    '\\u0622-\\u0625\\u0627\\u0629\\u062f-\\u0632\\u0648\\u0671-\\u0673\\u0688-\\u0699\\u06c0\\u06c3-\\u06cb\\u06cd\\u06cf\\u06d2\\u06d3\\u06d5\\u06ee\\u06ef\\u0710\\u0715-\\u0719\\u071e\\u0728\\u072a\\u072c\\u072f\\u074d\\u0759-\\u075b\\u076b\\u076c\\u0771\\u0773\\u0774\\u0778\\u0779\\u0840\\u0846\\u0847\\u0849\\u0854\\u0856-\\u0858\\u0867\\u0869\\u086a\\u0870-\\u0882\\u088e\\u08aa-\\u08ac\\u08ae\\u08b1\\u08b2\\u08b9\\u{10ac5}\\u{10ac7}\\u{10ac9}\\u{10aca}\\u{10ace}-\\u{10ad2}\\u{10add}\\u{10ae1}\\u{10ae4}\\u{10b81}\\u{10b83}-\\u{10b85}\\u{10b89}\\u{10b8c}\\u{10b8e}\\u{10b8f}\\u{10b91}\\u{10d22}\\u{10f33}\\u{10f74}\\u{10f75}\\u{10fb4}-\\u{10fb6}\\u{10fb9}\\u{10fba}\\u{10fbd}\\u{10fc2}\\u{10fc3}';
  const leftJoining = '\\ua872\\u{10acd}\\u{10ad7}\\u{10d00}\\u{10fcb}';
  const before = `(?![${nonJoining}${rightJoining}])${cursive}`;
  const after = `(?![${nonJoining}${leftJoining}])${cursive}`;
  const nonJoiner = `(?<=${virama}|${before}\\p{M}*)\\u200c(?:(?<=${virama}\\u200c)|(?=\\p{M}*${after}))`;
  const joiner = `(?<=${virama})\\u200d`;
  return !/[\u200c\u200d]/u.test(label.replace(new RegExp(`${nonJoiner}|${joiner}`, 'gu'), ''));
}

/**
 * Whether a label makes a name a "Bidi domain name" (RFC 5893, section 1.4): it has a right-to-left letter or an Arabic-Indic digit.
 * @param {string} label
 * @returns {boolean}
 */
export function isRightToLeft(label) {
  return Array.from(label).some((character) => /[RA]/.test(directionOf(character)));
}

/**
 * The Bidi rule of RFC 5893, section 2.
 * @param {string} label
 * @returns {boolean}
 */
export function obeysBidiRule(label) {
  const directions = Array.from(label, directionOf).join('');
  if (directions.startsWith('R')) {
    return /^[RAENM]*[RAE]M*$/.test(directions) && !(directions.includes('A') && directions.includes('E'));
  }
  return /^L[LENM]*$/.test(directions) && /[LE]M*$/.test(directions);
}

/**
 * What the Bidi rule asks about a character that a label may have: L left-to-right, R right-to-left (classes R and AL), A Arabic-Indic digit (AN),
 * E other digit (EN), M nonspacing mark (NSM), N neutral (ES and ON).
 * @param {string} character
 * @returns {string}
 */
function directionOf(character) {
  if (/[\d\u06f0-\u06f9]/u.test(character)) return 'E';
  if (/[\u0660-\u0669\u{10d30}-\u{10d39}]/u.test(character)) return 'A';
  if (/(?![\u0cbf\u0cc6\u{11a07}\u{11a08}\u{11c3f}])\p{Mn}/u.test(character)) return 'M';
  // The blocks that Unicode keeps for scripts written from right to left.
  if (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(character)) return 'R';
  return /[-\u02b9\u02ba\u02c6-\u02cf\u02ec\u0374\u0375\u2e2f\u200c-\u200d\u30fb\ua67f\ua717-\ua71f\ua788]/u.test(character) ? 'N' : 'L';
}
