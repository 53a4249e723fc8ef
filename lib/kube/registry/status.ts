/** The status is not the user's to say: a change of an object leaves it as it is. */
export function keepStatus<T extends { status?: object }>(object: T, live: T): undefined {
  if (live.status) object.status = live.status;
  else delete object.status;
}
