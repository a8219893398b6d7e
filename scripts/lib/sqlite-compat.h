// Included in front of the database package's sources when they are built for a runtime with Node-API 8.
// The package keeps references to JavaScript *strings*, which Node-API knows only since version 10. Here such a
// reference holds a one-property object with the string inside, which every version can reference. All else the
// package uses is in version 8.
#pragma once

#include <napi.h>

namespace Napi {

template <>
class Reference<String> {
 public:
  Reference() = default;
  explicit Reference(String value) {
    Object box = Object::New(value.Env());
    box.Set("s", value);
    box_ = ObjectReference::New(box, 1);
  }
  Reference(Reference&&) = default;
  Reference& operator=(Reference&&) = default;
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;

  String Value() const { return box_.Value().Get("s").As<String>(); }

 private:
  ObjectReference box_;
};

inline Reference<String> Persistent(String value) { return Reference<String>(value); }

}  // namespace Napi
