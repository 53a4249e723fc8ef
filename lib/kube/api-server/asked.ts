/** A request on its way to what lies below an object, and what the handler of its verb offers there. */
import type { CustomResourceDefinition } from '../schema/generated/types';
import type { Kind } from '../schema';
import type { Answer } from './registry';
import type { Representation } from './represent';
import type { Address, ApiRequest, ApiResponse, User } from './request';
import type { Route } from './route';

/** A request whose resource is known and that may be made. */
export interface Asked {
  readonly request: ApiRequest;
  readonly address: Address;
  readonly route: Route;
  readonly verb: string;
  readonly user: User;
}

export interface Answering {
  /** How answers about objects of the kind look, as the request accepts them. */
  represent(asked: Asked): Representation;
  definition(kind: Kind): CustomResourceDefinition | undefined;
  /** The answer to a write. */
  written(asked: Asked, answer: Answer): ApiResponse;
}
