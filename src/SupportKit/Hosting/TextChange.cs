using SupportKit.Localization;

namespace SupportKit.Hosting;

/// <summary>One change that a host makes to the texts; applied in the order of registration.</summary>
internal sealed record TextChange(Func<TextCatalog, TextCatalog> Apply);
