namespace Guotu.Kernel.Failpoints;

/// <summary>
/// Named places where a test may kill the process (故障点), such as <c>uow.before-commit</c>. In service nothing is armed.
/// The names are listed in <c>docs/reliability.md</c>; a test says when the list is stale.
/// </summary>
public interface IFailpoints
{
    /// <summary>Ends the process at once when this failpoint is armed; returns otherwise.</summary>
    void Reach(string name);
}

/// <summary>Arms nothing.</summary>
public sealed class NoFailpoints : IFailpoints
{
    public void Reach(string name)
    {
    }
}
