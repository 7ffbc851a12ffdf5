using Guotu.Kernel.Results;

namespace Guotu.Hosting.Nodes;

/// <summary>The node's keys can not be opened; the message is the error's text and way out, for the console.</summary>
public sealed class KeysNotOpenException(Error error) : Exception($"{error.Code} {error.Text} {error.WayOut}")
{
    public Error Error => error;
}
