namespace Guotu.Kernel.Ids;

/// <summary>Makes row ids (标识): positive, 63 bits, growing on one node. In JSON they are strings.</summary>
public interface IIdSource
{
    long Next();
}
