namespace SupportKit;

// Codes of exceptions that a host may meet: its registrations, its store, its deliveries and its tests.
public static partial class SupportKitErrors
{
    /// <summary>No policy was given for this tenant.</summary>
    public const string DeskTenantUnknown = "desk.tenant_unknown";

    /// <summary>This process' clock is further from the store's than <c>ClockOptions.MaxSkew</c>; nothing was decided.</summary>
    public const string DeskClockSkewed = "desk.clock_skewed";

    /// <summary>The policy has no such switch, or the switch no such subject.</summary>
    public const string DeskSwitchUnknown = "desk.switch_unknown";

    /// <summary>The policy has no such queue.</summary>
    public const string DeskQueueUnknown = "desk.queue_unknown";

    /// <summary>A query asks for a state that the policy's workflow does not have.</summary>
    public const string DeskStateUnknown = "desk.state_unknown";

    /// <summary>A query asks for a priority that the policy does not have.</summary>
    public const string DeskPriorityUnknown = "desk.priority_unknown";

    /// <summary>A query asks for a channel that the policy does not have.</summary>
    public const string DeskChannelUnknown = "desk.channel_unknown";

    /// <summary>A query goes on from a cursor of a list in another order.</summary>
    public const string DeskCursorMismatched = "desk.cursor_mismatched";

    /// <summary>A report is asked for by somebody who may not see all of the tenant's tickets.</summary>
    public const string DeskReportForbidden = "desk.report_forbidden";

    /// <summary>A viewer from outside the desk searches by a fact, or by words, that the policy does not show them.</summary>
    public const string DeskSearchWithheld = "desk.search_withheld";

    /// <summary>A conversation is asked for with the actions of somebody other than the one who looks.</summary>
    public const string DeskActorMismatched = "desk.actor_mismatched";

    /// <summary>An id that the host gives is blank, or holds a NUL or an unpaired surrogate.</summary>
    public const string HostIdInvalid = "host.id_invalid";

    /// <summary>The host states a declared fact with a value outside its domain.</summary>
    public const string HostFactNotAdmitted = "host.fact_not_admitted";

    /// <summary>The host gave no directory of requesters.</summary>
    public const string HostingRequestersMissing = "hosting.requesters_missing";

    /// <summary>The host gave no transport for notifications.</summary>
    public const string HostingTransportMissing = "hosting.transport_missing";

    /// <summary>A policy has masked secrets kept, and the host has nothing to encrypt them with.</summary>
    public const string HostingSecretProtectorMissing = "hosting.secret_protector_missing";

    /// <summary>The host's protector cannot decrypt secrets that were kept.</summary>
    public const string RedactionSecretsUnreadable = "redaction.secrets_unreadable";

    /// <summary>The notifications of a tenant have no link to their ticket.</summary>
    public const string HostingTicketLinkMissing = "hosting.ticket_link_missing";

    /// <summary>A store that is one for the whole process depends on a service that is made for each scope.</summary>
    public const string HostingStoreScoped = "hosting.store_scoped";

    /// <summary>Two transports have destinations of the same name.</summary>
    public const string HostingTransportRepeated = "hosting.transport_repeated";

    /// <summary>The host's store of tickets cannot erase a person.</summary>
    public const string HostingPersonalDataStoreMissing = "hosting.personal_data_store_missing";

    /// <summary>The host gave no policy, and no source of policies.</summary>
    public const string HostingPolicyMissing = "hosting.policy_missing";

    /// <summary>A tenant was given two policies.</summary>
    public const string HostingTenantRepeated = "hosting.tenant_repeated";

    /// <summary>An option has a value that cannot work.</summary>
    public const string HostingOptionImpossible = "hosting.option_impossible";

    /// <summary>The host's configuration has a name that is not an option's.</summary>
    public const string HostingOptionUnknown = "hosting.option_unknown";

    /// <summary>SupportKit is to make its tables at the start, but they stand in the host's own context.</summary>
    public const string HostingSchemaForeign = "hosting.schema_foreign";

    /// <summary>The host's model lacks SupportKit's tables.</summary>
    public const string StoreTablesUnmapped = "store.tables_unmapped";

    /// <summary>The database lacks SupportKit's tables, or something of them.</summary>
    public const string StoreTablesMissing = "store.tables_missing";

    /// <summary>SupportKit's tables are there, but no migration made them.</summary>
    public const string StoreSchemaUnversioned = "store.schema_unversioned";

    /// <summary>There is no open transaction to join, or it is over.</summary>
    public const string StoreTransactionMissing = "store.transaction_missing";

    /// <summary>The host's SQLite transaction was begun deferred and has read, and somebody else writes or has written since, so that it cannot write any more.</summary>
    public const string StoreTransactionDeferred = "store.transaction_deferred";

    /// <summary>A commit did not go through, for a reason that is not a lost race. Either the database refused it, or gave no number for a new ticket, and nothing was stored, or the connection broke, and the outcome is not certain; the message tells which.</summary>
    public const string StoreCommitFailed = "store.commit_failed";

    /// <summary>What is stored of a ticket cannot be read. Lists name it apart, its deadline is in quarantine, and nothing else is kept from going on.</summary>
    public const string StoreTicketUnreadable = "store.ticket_unreadable";

    /// <summary>What is stored of a message cannot be read. It is in quarantine.</summary>
    public const string StoreMessageUnreadable = "store.message_unreadable";

    /// <summary>Processing the deadline of a ticket fails. It is in quarantine.</summary>
    public const string DeadlineProcessingFailed = "deadline.processing_failed";

    /// <summary>A message cannot be put into words. It is a dead letter.</summary>
    public const string DeliveryTextFailed = "delivery.text_failed";

    /// <summary>No transport takes the message.</summary>
    public const string DeliveryTransportMissing = "delivery.transport_missing";

    /// <summary>Some tickets that name the person cannot be read, so the person is not erased from them; from all others they are.</summary>
    public const string ErasureTicketUnreadable = "erasure.ticket_unreadable";

    /// <summary>Neither the call nor the options state how long closed tickets are kept.</summary>
    public const string RetentionSpanMissing = "retention.span_missing";

    /// <summary>The span for which closed tickets are kept is outside its range.</summary>
    public const string RetentionSpanImpossible = "retention.span_impossible";

    /// <summary>A ticket was changed while it was to be removed, and stays.</summary>
    public const string RetentionTicketChanged = "retention.ticket_changed";

    /// <summary>The store could not remove a ticket, and it stays.</summary>
    public const string RetentionRemovalFailed = "retention.removal_failed";

    /// <summary>Stored events cannot follow one another.</summary>
    public const string TicketHistoryDamaged = "ticket.history_damaged";

    /// <summary>What the store has of a file is not what was attached. It is known when the file has been read to its end.</summary>
    public const string AttachmentContentDamaged = "attachment.content_damaged";

    /// <summary>A newer version of SupportKit wrote an event, so the person cannot be erased from its ticket.</summary>
    public const string ErasureEventUnknown = "erasure.event_unknown";

    /// <summary>The pseudonym already stands for somebody in a ticket of the person who is to be erased. Nothing was erased.</summary>
    public const string ErasurePseudonymTaken = "erasure.pseudonym_taken";

    /// <summary>The host has no mail address for this recipient. The message is a dead letter at once.</summary>
    public const string DeliveryAddressMissing = "delivery.address_missing";

    /// <summary>What the host has as this recipient's mail address is not one. The message is a dead letter at once.</summary>
    public const string DeliveryAddressUnreadable = "delivery.address_unreadable";

    /// <summary>The mail server refuses the recipient for good. The message is a dead letter at once.</summary>
    public const string DeliveryAddressRefused = "delivery.address_refused";

    /// <summary>The mail server refuses the mail itself for good, whoever receives it. The message is a dead letter at once.</summary>
    public const string DeliveryMailRefused = "delivery.mail_refused";

    /// <summary>
    /// The recipient's mail address has letters outside ASCII before the @, which this transport cannot send to. The message is a
    /// dead letter at once.
    /// </summary>
    public const string DeliveryAddressUnsupported = "delivery.address_unsupported";

    /// <summary>A mail to the address came back for good, or several did otherwise, so that it is not written to until it is corrected. The message is a dead letter at once.</summary>
    public const string DeliveryAddressSuppressed = "delivery.address_suppressed";

    /// <summary>The last attempt of a message ended without an answer, so that it was perhaps delivered.</summary>
    public const string DeliveryAttemptTimedOut = "delivery.attempt_timed_out";

    /// <summary>All attempts of a message failed, the last one with another error than a time-out.</summary>
    public const string DeliveryAttemptsExhausted = "delivery.attempts_exhausted";

    /// <summary>A webhook's receiver answered 410 (gone) or 413 (too large). The message is a dead letter at once.</summary>
    public const string DeliveryWebhookRefused = "delivery.webhook_refused";

    /// <summary>The host stopped during a send. The message is sent again.</summary>
    public const string DeliveryHostStopped = "delivery.host_stopped";

    /// <summary>A webhook's host name leads to an address that is not public. The message is a dead letter at once.</summary>
    public const string DeliveryEndpointPrivate = "delivery.endpoint_private";

    /// <summary>A webhook's secret is not <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public const string DeliverySecretUnreadable = "delivery.secret_unreadable";

    /// <summary>An implementation of a port does not keep one of the port's promises.</summary>
    public const string ConformancePromiseBroken = "conformance.promise_broken";

    /// <summary>The host's directory states a time zone that the tz database does not have.</summary>
    public const string HostTimeZoneUnknown = "host.time_zone_unknown";

    /// <summary>The catalog of texts has no such key.</summary>
    public const string TextsKeyUnknown = "texts.key_unknown";

    /// <summary>A text has a place that nothing fills.</summary>
    public const string TextsPlaceUnknown = "texts.place_unknown";

    /// <summary>The texts of a language are not one JSON object of strings.</summary>
    public const string TextsDocumentInvalid = "texts.document_invalid";

    /// <summary>No case of a port's conformance has this name.</summary>
    public const string TestingCaseUnknown = "testing.case_unknown";

    /// <summary>A test lets a negative time pass.</summary>
    public const string TestingTimeReversed = "testing.time_reversed";
}
