namespace Guotu.Hosting.Watching;

/// <summary>
/// The right to see the state of the node (运维监控). It stands here because tokens carry it too: a monitoring system brings one, and reads nothing else with
/// it. Declared by the module of operations.
/// </summary>
public static class WatchPermission
{
    public const string Code = "operations.watch";
}
