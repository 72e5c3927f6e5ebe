using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class CasesCatchBrokenStoresTests
{
    public static TheoryData<string> Faults => [.. BrokenStores.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_cases_catch_a_store_that(string fault)
    {
        var (make, promise) = BrokenStores.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            TicketStoreCases.Named(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.Equal("conformance.promise_broken", error.Code);
        // Found out, not stumbled over: the message says what was seen, not which exception came up.
        Assert.IsNotType<NullReferenceException>(error.InnerException);
        Assert.Contains(promise, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> ArchiveFaults => [.. BrokenArchives.All.Keys];

    [Theory]
    [MemberData(nameof(ArchiveFaults))]
    public async Task The_cases_catch_an_archive_that(string fault)
    {
        var (make, promise) = BrokenArchives.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            PolicyArchiveCases.Named(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
    }

    public static TheoryData<string> AttachmentFaults => [.. BrokenAttachments.All.Keys];

    [Theory]
    [MemberData(nameof(AttachmentFaults))]
    public async Task The_cases_catch_a_store_of_attachments_that(string fault)
    {
        var (make, promise) = BrokenAttachments.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            AttachmentStoreCases.Named(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    [Fact]
    public void Every_promise_about_attachments_is_broken_by_some_store() =>
        Assert.Empty(
            AttachmentStoreCases
                .All.Select(one => one.Name)
                .Except(BrokenAttachments.All.Values.Select(broken => broken.Promise))
        );

    [Fact]
    public void Every_case_has_a_name_of_its_own()
    {
        Assert.Equal(TicketStoreCases.All.Length, TicketStoreCases.All.Select(one => one.Name).Distinct().Count());
        Assert.Equal(
            AttachmentStoreCases.All.Length,
            AttachmentStoreCases.All.Select(one => one.Name).Distinct().Count()
        );
        Assert.Equal(PolicyArchiveCases.All.Length, PolicyArchiveCases.All.Select(one => one.Name).Distinct().Count());
    }

    [Fact]
    public void A_name_that_is_no_case_is_refused() =>
        Assert.Throws<ArgumentException>(() => TicketStoreCases.Named("it never rains"));
}
