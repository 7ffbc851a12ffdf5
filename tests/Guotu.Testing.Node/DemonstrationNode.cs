namespace Guotu.Testing.Node;

/// <summary>A small demonstration county on the embedded database, served for the tests of one class.</summary>
public class DemonstrationNode : IAsyncLifetime
{
    public DemonstrationHome Home { get; private set; } = null!;

    public ServingNode Node { get; private set; } = null!;

    protected virtual string Provider => "sqlite";

    public async ValueTask InitializeAsync()
    {
        Home = await DemonstrationHome.CreateAsync(Provider);
        Node = await ServingNode.StartAsync(Home.Home);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Home.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The people of this node with a case between them.</summary>
    public CaseDesk Desk() => new(Home, Node.Address);

    public Task<StaffClient> SignInAsync(string account) => StaffClient.SignInAsync(Node.Address, account, Home.Passwords[account]);
}

/// <summary>The same county on a PostgreSQL database of its own.</summary>
public sealed class PostgresNode : DemonstrationNode
{
    protected override string Provider => "postgresql";
}
