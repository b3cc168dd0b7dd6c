import { esc, HEAD } from './xml.ts';

export interface Property {
  name: string;
  value: string;
}

const FORMAT = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

/** `docProps/custom.xml`: text properties, which every program keeps when it saves. */
export function customXml(properties: readonly Property[]): string {
  const unique = new Map(properties.map(({ name, value }) => [name, value]));
  const inside = [...unique].map(([name, value], at) => propertyXml(name, value, at + 2));
  return `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${inside.join('')}</Properties>`;
}

export function propertyXml(name: string, value: string, pid: number): string {
  return `<property fmtid="${FORMAT}" pid="${pid}" name="${esc(name)}"><vt:lpwstr>${esc(value)}</vt:lpwstr></property>`;
}
