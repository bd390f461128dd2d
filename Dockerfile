# The serving API of Kindred: one bundle, one process, no privileges.
#   docker build -t kindred .
#   docker run -p 8000:8000 -v ./bundles:/bundles:ro -v kindred:/data kindred
# Every step is one that also runs outside a container; test/container/same-steps.ts does that from this file.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No package needs its install script to build or to serve; better-sqlite3 brings its binaries along.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npx electron-vite build --logLevel warn
RUN npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production KINDRED_HOME=/data
WORKDIR /app
COPY --from=build /build/package.json ./package.json
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/out/main ./out/main
RUN mkdir -p /data /bundles && chown node:node /data
USER node
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8000/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "out/main/cli.js"]
# Reached by others, so it needs an API key: docker run --rm -v kindred:/data kindred keys create --name web
CMD ["serve", "--bundle", "/bundles/model.kindred", "--host", "0.0.0.0", "--port", "8000"]
