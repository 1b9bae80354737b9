// Names that the catalogue knew when this package was made. Each type takes any other name too: the platform may be newer.
import * as catalogue from '@hikube/openapi/catalogue';
import { constantsOf } from './constants.ts';

/** Instance types, such as `InstanceType.S1_LARGE` (`s1.large`). */
export const InstanceType = constantsOf(catalogue.instanceTypeNames);
/** Name of an instance type: one of {@link InstanceType}, or a newer one. */
export type InstanceType = catalogue.InstanceTypeName;

/** GPUs, such as `GpuType.AD102GL_L40S` (`nvidia.com/AD102GL_L40S`). */
export const GpuType = constantsOf(catalogue.gpuTypeNames);
/** Device name of a GPU: one of {@link GpuType}, or a newer one. */
export type GpuType = catalogue.GpuTypeName;

/** Kubernetes versions, such as `KubernetesVersion.V1_34` (`1.34`). */
export const KubernetesVersion = constantsOf(catalogue.kubernetesMinors);
/** A Kubernetes version: one of {@link KubernetesVersion}, a newer one, or one with its patch, which is read as its minor. */
export type KubernetesVersion = catalogue.KubernetesMinor;

/** Storage classes, such as `StorageClass.REPLICATED` (`replicated`). */
export const StorageClass = constantsOf(catalogue.storageClassNames);
/** Name of a storage class: one of {@link StorageClass}, or a newer one. */
export type StorageClass = catalogue.StorageClassName;

/** Add-ons, such as `AddonId.CERT_MANAGER` (`cert-manager`). */
export const AddonId = constantsOf(catalogue.addonIds);
/** Id of an add-on: one of {@link AddonId}, or a newer one. */
export type AddonId = catalogue.AddonId;
