import { isObject, type Json, pointerTo } from '../../source/json.ts';
import type { Notes } from '../notes.ts';
import type { Field } from './collection.ts';
import type { Variables } from './names.ts';

/** Values by name; one that is there several times is a list. */
export function valuesOf(fields: readonly Field[], variables: Variables): { [name: string]: Json } {
  const values = new Map<string, Json>();
  for (const { key, value } of fields) {
    const sent = variables.sent(value, key);
    const before = values.get(key);
    values.set(key, before === undefined ? sent : [...[before].flat(), sent]);
  }
  return Object.fromEntries(values);
}

/** The fields of a form, and its parts that are files. */
export function fieldsIn(
  list: Json | undefined,
  at: { readonly file: string; readonly pointer: string },
  where: string,
  variables: Variables,
  notes: Notes,
): { readonly values: { [name: string]: Json }; readonly files: { [name: string]: Json } } {
  const fields: Field[] = [];
  const files = new Map<string, Json>();
  (Array.isArray(list) ? (list as readonly Json[]) : []).forEach((field, i) => {
    if (!isObject(field) || typeof field['key'] !== 'string') return;
    const { key, value, disabled, type, src, contentType } = field;
    const place = { file: at.file, pointer: pointerTo(at.pointer, i) };
    if (disabled === true) notes.add('disabled', place, `${where}: ${key}`);
    else if (type === 'file') {
      const [name = key] = [src ?? key].flat().map(String);
      notes.add('part-file', place, `${where}: ${name}`);
      files.set(key, { file: name.split(/[\\/]/).at(-1) ?? key, ...(typeof contentType === 'string' ? { contentType } : {}) });
    } else fields.push({ key, value: String(value ?? ''), description: undefined, disabled: false, type: undefined, src: undefined });
  });
  return { values: valuesOf(fields, variables), files: Object.fromEntries(files) };
}
