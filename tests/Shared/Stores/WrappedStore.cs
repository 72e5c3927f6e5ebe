using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Tests.Shared;

/// <summary>A store in memory, to break one thing of it at a time.</summary>
internal class WrappedStore() : DelegatingTicketStore(new InMemoryTicketStore());
