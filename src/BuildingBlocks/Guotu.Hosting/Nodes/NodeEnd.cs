namespace Guotu.Hosting.Nodes;

/// <summary>With which code the process ends (退出码): systemd starts anew what failed, and only that.</summary>
public sealed class NodeEnd
{
    /// <summary>The node number is another's, or the platform could not renew it: not done, as the command line says it.</summary>
    public const int NumberLost = 3;

    /// <summary>0 where the process was asked to stop.</summary>
    public int Code { get; private set; }

    public void Lost() => Code = NumberLost;
}
