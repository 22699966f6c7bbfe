// libsodium wants to be started once, before anything else. Every function of this room that
// touches it calls this first; the call is safe from any thread and free after the first.
#pragma once

namespace ensign::crypto {

void start_library();

}  // namespace ensign::crypto
