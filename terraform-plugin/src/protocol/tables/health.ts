// Fields of grpc.health.v1, which go-plugin asks whether the plugin serves.
import { enumeration, message, string } from '../protobuf/field.ts';

export const healthCheckRequest = message('HealthCheckRequest', {
  service: string(1),
});

export const healthCheckResponse = message('HealthCheckResponse', {
  status: enumeration(1, ['unknown', 'serving', 'notServing', 'serviceUnknown']),
});
