namespace Guotu.Browser.Tests;

/// <summary>All browser tests work in one office, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OfficeCollection : ICollectionFixture<BrowserOffice>
{
    public const string Name = "office";
}
