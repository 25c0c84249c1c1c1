# syntax=docker/dockerfile:1
# The hub: Node 24, not root, a root file system that may be read-only. Only /data is written.
FROM node:24-bookworm-slim AS bouw
WORKDIR /app
COPY package.json package-lock.json ./
# The pinned `node` package is for machines with an older Node; this image is Node 24 itself.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node node_modules/.bin/node node_modules/node-bin-*
COPY bin ./bin
COPY src ./src
COPY adapters ./adapters
COPY schemas ./schemas
COPY mappings ./mappings
COPY configuratie ./configuratie

FROM node:24-bookworm-slim
ENV NODE_ENV=production NODE_NO_WARNINGS=1
WORKDIR /app
COPY --from=bouw /app ./
RUN mkdir /data /config && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD node -e "fetch('http://127.0.0.1:8080/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
ENTRYPOINT ["node", "/app/src/cli/knooppunt.ts"]
CMD ["start", "--config", "/config/knooppunt.yaml", "--data", "/data"]
