global using Guotu.Analysis.Contracts;
