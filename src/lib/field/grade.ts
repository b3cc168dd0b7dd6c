/** 评估等级, lowest first. */
export const GRADES = ['1A', '2A', '3A', '4A', '5A'] as const;
export type Grade = (typeof GRADES)[number];

/** A grade is valid five years: `grade_on ≤ t < grade_on + GRADE_YEARS`. */
export const GRADE_YEARS = 5;

/** An organization can be graded from two years after its registration. */
export const ELIGIBLE_YEARS = 2;

/** The grade that 4A, AAAA, 4A级 or ４Ａ mean; undefined for anything else, such as 未评估. */
export function parseGrade(text: string): Grade | undefined {
  const plain = text.normalize('NFKC').trim().toUpperCase().replace(/级$/, '');
  const digits = /^A{1,5}$/.test(plain) ? `${plain.length}A` : plain;
  return GRADES.find((grade) => grade === digits);
}
