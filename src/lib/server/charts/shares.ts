import type { Text } from '../../field/text.ts';
import { without } from '../../query/address.ts';
import type { Query } from '../../query/query.ts';
import type { Result } from '../../query/result.ts';
import { canBeShared, shared } from '../../query/shares.ts';
import { ask } from '../answers.ts';

/**
 * Results as shares of each period's whole; without a breakdown, of what the same query counts without its filters. What
 * has no parts that add up stays as it is and says so. The nth query is that of the nth result.
 */
export async function asShares(
  results: readonly Result[],
  queries: readonly Query[]
): Promise<{ results: Result[]; note?: Text }> {
  const isPart = (query: Query) => query.by !== undefined || (query.where ?? []).length > 0;
  if (!results.every((result, at) => canBeShared(result, queries[at] as Query)) || !queries.every(isPart))
    return {
      results: [...results],
      note: {
        zh: '占比要有分组或筛选，并且是可以相加的数；这里照原数画。',
        en: 'A share needs groups or filters, and values that add up; the values are drawn as they are.'
      }
    };
  return {
    results: await Promise.all(
      results.map(async (result, at) => {
        const query = queries[at] as Query;
        const isCount = query.measure === undefined || query.measure.aggregate !== 'sum';
        if (query.by !== undefined) return shared(result, { isCount });
        return shared(result, { isCount, whole: await ask(without(query, 'where')) });
      })
    )
  };
}
