/** The two languages of the product; zh is the default. */
export type Lang = 'zh' | 'en';

/** The value of `<html lang>`. */
export const languageTag: Record<Lang, string> = { zh: 'zh-CN', en: 'en' };

/** A sentence or name in both languages, kept together so that neither is forgotten. */
export interface Text {
  zh: string;
  en: string;
}
