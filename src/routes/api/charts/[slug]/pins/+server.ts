import { api, requireWrite } from '$lib/server/http.ts';
import * as pins from '$lib/server/pins.ts';
import { placeOf } from '$lib/server/overview/place.ts';

export const GET = api(({ params }) => pins.list(params.slug ?? ''));

export const POST = api(async (event) => {
  requireWrite(event);
  const pin = await pins.create(event.params.slug ?? '', placeOf(event.url), new Date());
  return Response.json(pins.pinOf(pin), { status: 201 });
});
