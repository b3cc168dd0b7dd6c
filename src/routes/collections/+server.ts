import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Collections stand above the charts they are made of. */
export const GET: RequestHandler = () => redirect(302, '/charts#collections');
