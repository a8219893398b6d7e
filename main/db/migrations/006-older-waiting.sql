-- What waits below the pin, by sender. The list of conversations counts it at each change, and went through everything of
-- the sender that was not opened yet: with thousands of messages that come at once, thousands of rows for each few of them.
CREATE INDEX message_queue_older ON message_queue (sender)
  WHERE is_outgoing = 0 AND last_error = 'below-pin' AND is_released = 0;
