#include "corpus/corpus.h"

namespace ensign::corpus {

const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = [] {
    std::vector<Fault> joined;
    for (const auto* list :
         {&faults_of_files(), &faults_of_values(), &faults_of_singles(), &faults_of_statements(),
          &faults_of_roots(), &faults_of_places(), &faults_of_text()}) {
      joined.insert(joined.end(), list->begin(), list->end());
    }
    return joined;
  }();
  return all;
}

}  // namespace ensign::corpus
