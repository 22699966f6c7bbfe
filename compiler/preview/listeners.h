// Who listens to /_ensign/events: a stream of events after the HTML standard, section 9.2
// (server-sent events). Used by the thread of the server alone.
#pragma once

#include <string>
#include <vector>

struct evhttp_connection;
struct evhttp_request;

namespace ensign::preview {

class Listeners {
 public:
  // Begins the answer, whose headers are set, with a first message. A browser needs one connection
  // for all its pages; beyond 64 the request is refused.
  void add(evhttp_request* request, const std::string& message);
  void tell(const std::string& message);  // JSON in one line
  void beat();  // a comment, by which a connection that has died is noticed

 private:
  static void on_close(evhttp_connection* connection, void* self);
  void send(const std::string& text);

  std::vector<evhttp_request*> requests_;  // their connections tell when they close
};

}  // namespace ensign::preview
