terraform {
  required_providers {
    hikube = {
      source  = "hidora/hikube"
      version = "~> 0.1"
    }
  }
}

# Reads HIKUBE_ENDPOINT and HIKUBE_TOKEN from the environment.
provider "hikube" {}
