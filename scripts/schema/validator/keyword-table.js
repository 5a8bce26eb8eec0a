import { checkAllOf, checkAnyOf, checkDependentSchemas, checkIf, checkNot, checkOneOf } from './apply-in-place.js';
import { checkContains, checkItems, checkPrefixItems, checkUnevaluatedItems } from './apply-to-items.js';
import {
  checkAdditionalProperties,
  checkPatternProperties,
  checkProperties,
  checkPropertyNames,
  checkUnevaluatedProperties,
} from './apply-to-properties.js';
import { checkMaxItems, checkMinItems, checkUniqueItems } from './check-array.js';
import { checkExclusiveMaximum, checkExclusiveMinimum, checkMaximum, checkMinimum, checkMultipleOf } from './check-number.js';
import { checkDependentRequired, checkMaxProperties, checkMinProperties, checkRequired } from './check-object.js';
import { checkFormat, checkMaxLength, checkMinLength, checkPattern } from './check-string.js';
import { checkConst, checkEnum, checkType } from './check-value.js';
import { checkDynamicRef, checkRef, enterResource } from './references.js';

/**
 * What each keyword checks: `(value of the keyword, value, frame) => void`. A keyword that only serves another one (`then`, `minContains`, `$defs`) is read by that one.
 * @type {{ readonly [keyword: string]: (argument: any, value: unknown, frame: SchemaFrame) => void }}
 */
export const keywordTable = {
  $dynamicAnchors: enterResource,
  $dynamicRef: checkDynamicRef,
  $ref: checkRef,
  additionalProperties: checkAdditionalProperties,
  allOf: checkAllOf,
  anyOf: checkAnyOf,
  const: checkConst,
  contains: checkContains,
  dependentRequired: checkDependentRequired,
  dependentSchemas: checkDependentSchemas,
  enum: checkEnum,
  exclusiveMaximum: checkExclusiveMaximum,
  exclusiveMinimum: checkExclusiveMinimum,
  format: checkFormat,
  if: checkIf,
  items: checkItems,
  maximum: checkMaximum,
  maxItems: checkMaxItems,
  maxLength: checkMaxLength,
  maxProperties: checkMaxProperties,
  minimum: checkMinimum,
  minItems: checkMinItems,
  minLength: checkMinLength,
  minProperties: checkMinProperties,
  multipleOf: checkMultipleOf,
  not: checkNot,
  oneOf: checkOneOf,
  pattern: checkPattern,
  patternProperties: checkPatternProperties,
  prefixItems: checkPrefixItems,
  properties: checkProperties,
  propertyNames: checkPropertyNames,
  required: checkRequired,
  type: checkType,
  unevaluatedItems: checkUnevaluatedItems,
  unevaluatedProperties: checkUnevaluatedProperties,
  uniqueItems: checkUniqueItems,
};
