// Fields of grpc.health.v1, which go-plugin asks whether the plugin serves.
import { enumeration, message, string } from '../protobuf/field.ts';

export interface HealthCheckRequest {
  service: string;
}

export interface HealthCheckResponse {
  status: 'unknown' | 'serving' | 'notServing' | 'serviceUnknown';
}

export const healthCheckRequest = message<HealthCheckRequest>('HealthCheckRequest', {
  service: string(1),
});

export const healthCheckResponse = message<HealthCheckResponse>('HealthCheckResponse', {
  status: enumeration(1, ['unknown', 'serving', 'notServing', 'serviceUnknown']),
});
