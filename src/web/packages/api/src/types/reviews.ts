import type { paths } from '../generated';
import type { Schemas } from '../contract';

export type Check = Schemas['ReviewCheckView'];
export type ReviewStage = Schemas['ReviewStage'];
export type ReviewCounts = Schemas['ReviewCounts'];
/** The same shape stored and not: a pre-check has no id, digest and signature, and says `stored: false`. */
export type Review = Schemas['ReviewView'];
export type Precheck = Review;
export type ReviewParcel = Schemas['ReviewParcelView'];
export type ReviewRow = Schemas['ReviewListItem'];
export type Replay = Schemas['ReplayOutcome'];
export type NewReview = Schemas['RunReviewBody'];
export type ReviewQuery = NonNullable<paths['/api/v1/reviews']['get']['parameters']['query']>;
