namespace Guotu.Testing.Node;

/// <summary>A demonstration county that takes certificates, served for the tests of one class.</summary>
public sealed class CertifiedNode : IAsyncLifetime
{
    public CountyAuthority Authority { get; } = new();

    public DemonstrationHome Home { get; private set; } = null!;

    public ServingNode Node { get; private set; } = null!;

    public int AgentPort { get; } = ServingNode.FreePort();

    /// <summary>Of its pages.</summary>
    public string Origin => Node.Address.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        Home = await DemonstrationHome.CreateAsync();
        var port = ServingNode.FreePort();
        await CountyAuthority.AllowAsync(Home.Home, port, AgentPort);
        await Authority.TrustAsync(Home.Home);
        Node = await ServingNode.StartAsync(Home.Home, atPort: port);
    }

    /// <summary>A certificate of the county, bound to the account.</summary>
    public async Task<CountyUKey> BoundAsync(string account)
    {
        var ukey = Authority.Issue(account);
        await Authority.BindAsync(Home.Home, account, ukey);
        return ukey;
    }

    public async ValueTask DisposeAsync()
    {
        if (Node is not null)
        {
            await Node.DisposeAsync();
        }

        Home?.Dispose();
    }
}
