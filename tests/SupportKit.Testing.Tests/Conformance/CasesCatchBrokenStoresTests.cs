using System.Collections.Immutable;

namespace SupportKit.Testing.Tests.Conformance;

public sealed class CasesCatchBrokenStoresTests
{
    public static TheoryData<string> Faults => [.. BrokenStores.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_cases_catch_a_store_that(string fault)
    {
        var (make, promise) = BrokenStores.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            TicketStoreCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.Equal("conformance.promise_broken", error.Code);
        // Found out, not stumbled over: the message says what was seen, not which exception came up.
        Assert.IsNotType<NullReferenceException>(error.InnerException);
        Assert.Contains(promise, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> PersonalDataStoreFaults => [.. BrokenPersonalDataStores.All.Keys];

    [Theory]
    [MemberData(nameof(PersonalDataStoreFaults))]
    public async Task The_cases_catch_an_archive_of_persons_that(string fault)
    {
        var (make, promise) = BrokenPersonalDataStores.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            PersonalDataStoreCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    public static TheoryData<string> ArchiveFaults => [.. BrokenArchives.All.Keys];

    [Theory]
    [MemberData(nameof(ArchiveFaults))]
    public async Task The_cases_catch_an_archive_that(string fault)
    {
        var (make, promise) = BrokenArchives.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            PolicyArchiveCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
    }

    public static TheoryData<string> SwitchFaults => [.. BrokenSwitches.All.Keys];

    [Theory]
    [MemberData(nameof(SwitchFaults))]
    public async Task The_cases_catch_switches_that(string fault)
    {
        var (make, promise) = BrokenSwitches.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            SwitchCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    public static TheoryData<string> SuppressionListFaults => [.. BrokenSuppressionLists.All.Keys];

    [Theory]
    [MemberData(nameof(SuppressionListFaults))]
    public async Task The_cases_catch_a_list_of_suppressed_addresses_that(string fault)
    {
        var (make, promise) = BrokenSuppressionLists.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            SuppressionListCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    public static TheoryData<string> PresenceFaults => [.. BrokenPresences.All.Keys];

    [Theory]
    [MemberData(nameof(PresenceFaults))]
    public async Task The_cases_catch_a_store_of_presence_that(string fault)
    {
        var (make, promise) = BrokenPresences.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            PresenceCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    public static TheoryData<string> KeptSecretFaults => [.. BrokenKeptSecretStores.All.Keys];

    [Theory]
    [MemberData(nameof(KeptSecretFaults))]
    public async Task The_cases_catch_a_store_of_kept_secrets_that(string fault)
    {
        var (make, promise) = BrokenKeptSecretStores.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            KeptSecretCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    public static TheoryData<string> AttachmentFaults => [.. BrokenAttachments.All.Keys];

    [Theory]
    [MemberData(nameof(AttachmentFaults))]
    public async Task The_cases_catch_a_store_of_attachments_that(string fault)
    {
        var (make, promise) = BrokenAttachments.All[fault];
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            AttachmentStoreCases.Get(promise).RunAsync(make(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(promise, error.Promise);
        Assert.IsNotType<NullReferenceException>(error.InnerException);
    }

    // A case that comes later fails here until some store breaks what it promises.
    [Fact]
    public void Every_promise_is_broken_by_some_store()
    {
        ExpectEachBroken(TicketStoreCases.All, BrokenStores.All);
        ExpectEachBroken(PersonalDataStoreCases.All, BrokenPersonalDataStores.All);
        ExpectEachBroken(PolicyArchiveCases.All, BrokenArchives.All);
        ExpectEachBroken(SwitchCases.All, BrokenSwitches.All);
        ExpectEachBroken(SuppressionListCases.All, BrokenSuppressionLists.All);
        ExpectEachBroken(KeptSecretCases.All, BrokenKeptSecretStores.All);
        ExpectEachBroken(PresenceCases.All, BrokenPresences.All);
        ExpectEachBroken(AttachmentStoreCases.All, BrokenAttachments.All);
    }

    [Fact]
    public void Every_case_has_a_name_of_its_own()
    {
        ExpectDistinct(TicketStoreCases.All);
        ExpectDistinct(PersonalDataStoreCases.All);
        ExpectDistinct(PolicyArchiveCases.All);
        ExpectDistinct(SwitchCases.All);
        ExpectDistinct(SuppressionListCases.All);
        ExpectDistinct(KeptSecretCases.All);
        ExpectDistinct(PresenceCases.All);
        ExpectDistinct(AttachmentStoreCases.All);
    }

    [Fact]
    public void A_name_that_is_no_case_is_refused() =>
        Assert.Equal(
            SupportKitErrors.TestingCaseUnknown,
            Assert.Throws<SupportKitException>(() => TicketStoreCases.Get("it never rains")).Code
        );

    private static void ExpectEachBroken<T>(
        ImmutableArray<ConformanceCase<T>> cases,
        ImmutableSortedDictionary<string, (Func<T> Make, string Promise)> broken
    ) => Assert.Empty(cases.Select(one => one.Name).Except(broken.Values.Select(store => store.Promise)));

    private static void ExpectDistinct<T>(ImmutableArray<ConformanceCase<T>> cases) =>
        Assert.Equal(cases.Length, cases.Select(one => one.Name).Distinct().Count());
}
