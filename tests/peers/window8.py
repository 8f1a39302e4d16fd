"""A window of 8 bits (256 bytes) for permessage-deflate, which the library `websockets` only inflates:
zlib declines to make raw deflate streams of 8 bits. One of 9 bits will do: zlib keeps its
longest match and its lookahead out of the window, 262 bytes, so that of 512 it refers back to 250
at most (deflate.c, MAX_DIST). The agreement says 8, the compressor gets 9, and the other end
inflates with a window of 256 bytes, which would stop at a reference that goes further.

Knows the library's factories only."""

from websockets.extensions.permessage_deflate import (
    ClientPerMessageDeflateFactory,
    ServerPerMessageDeflateFactory,
)


def client_factory(**arguments):
    """The factory of a client, which takes `client_max_window_bits=8` and an answer of 8."""
    bits = arguments.get("client_max_window_bits", True)
    if bits == 8:
        return ClientWindow8(**(arguments | {"client_max_window_bits": 9}))
    return (ClientWindow8 if bits is True else ClientPerMessageDeflateFactory)(**arguments)


def server_factory(**arguments):
    """The factory of a server; `server_max_window_bits=8` is taken here."""
    if arguments.get("server_max_window_bits") == 8:
        return ServerWindow8(**(arguments | {"server_max_window_bits": 9}))
    return ServerPerMessageDeflateFactory(**arguments)


class ClientWindow8(ClientPerMessageDeflateFactory):
    """Asks for a window of 8 of its own (where it was made with 9), and takes it."""

    def get_request_params(self):
        return said(super().get_request_params(), "client_max_window_bits", 9, 8)

    def process_response_params(self, params, accepted_extensions):
        params = said(params, "client_max_window_bits", 8, 9)
        return super().process_response_params(params, accepted_extensions)


class ServerWindow8(ServerPerMessageDeflateFactory):
    """Answers with a window of 8 of its own, whether the client asked for it or not."""

    def process_request_params(self, params, accepted_extensions):
        params = said(params, "server_max_window_bits", 8, 9)
        answer, extension = super().process_request_params(params, accepted_extensions)
        return said(answer, "server_max_window_bits", 9, 8), extension


def said(params, name, bits, instead):
    """The parameters, where so many bits stand under a name, with other bits there."""
    return [
        (name, str(instead)) if param == (name, str(bits)) else param for param in params
    ]
