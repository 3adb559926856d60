/**
 * What a number looks like, from its first digits alone. It shows the kind of line and
 * never who is calling: any of these can be shown by somebody else.
 */
export type NumberForm =
  | 'service400'
  | 'short95'
  | 'short96'
  | 'port106'
  | 'virtual'
  | 'mobile'
  | 'landline';

export const numberForms: readonly NumberForm[] = [
  'mobile',
  'virtual',
  'landline',
  'service400',
  'short95',
  'short96',
  'port106',
];

/** Area codes: 010, 02x, and four digits for the rest. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})[2-9]\d{6,7}$/;

const FORMS: readonly [NumberForm, RegExp][] = [
  ['service400', /^400\d{7}$/],
  ['short95', /^95\d{3,6}$/],
  ['short96', /^96\d{3,6}$/],
  ['port106', /^106\d{5,17}$/],
  ['virtual', /^17[01]\d{8}$/],
  ['mobile', /^1[3-9]\d{9}$/],
  ['landline', LANDLINE],
];

/** Of a number in normal form; undefined: none of these. */
export function numberForm(number: string): NumberForm | undefined {
  return FORMS.find(([, form]) => form.test(number))?.[0];
}

/** The area code of a landline. */
export function areaCode(number: string): string | undefined {
  return LANDLINE.exec(number)?.[1];
}
