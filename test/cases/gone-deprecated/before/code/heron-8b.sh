#!/bin/bash
model=acme/Heron-8B
