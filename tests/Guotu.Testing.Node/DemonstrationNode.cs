namespace Guotu.Testing.Node;

/// <summary>A small demonstration county, served for the tests of one class.</summary>
public sealed class DemonstrationNode : IAsyncLifetime
{
    public DemonstrationHome Home { get; private set; } = null!;

    public ServingNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await DemonstrationHome.CreateAsync();
        Node = await ServingNode.StartAsync(Home.Home);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Home.Dispose();
    }

    /// <summary>The people of this node with a case between them.</summary>
    public CaseDesk Desk() => new(Home, Node.Address);

    public Task<StaffClient> SignInAsync(string account) => StaffClient.SignInAsync(Node.Address, account, Home.Passwords[account]);
}
