// The OpenAPI documents of the four services, as the repository has them.
import { needed } from './checks.mjs';

const folder = needed('DOCUMENTS');

/** The file of each service's document, by the service's short name. */
export const documents = Object.fromEntries(
  ['auth', 'leads', 'webhook', 'audit'].map((service) => [service, `${folder}/${service}-service.yaml`]),
);
