# An image of nothing but privatelint. It takes the archive that `make dist` writes:
#
#   docker build --build-arg ARCHIVE=dist/privatelint-0.1.0-linux-x86_64.tar.gz --tag privatelint .
#   docker run --rm --volume "$PWD:/work:ro" privatelint
FROM scratch AS archive
ARG ARCHIVE
# ADD unpacks an archive, COPY does not.
# hadolint ignore=DL3020
ADD ${ARCHIVE} /unpacked/

FROM scratch
COPY --from=archive /unpacked/*/privatelint /usr/bin/privatelint
COPY --from=archive /unpacked/*/LICENSE /unpacked/*/NOTICE /usr/share/doc/privatelint/
COPY --from=archive /unpacked/*/licenses/ /usr/share/doc/privatelint/licenses/
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/usr/bin/privatelint"]
